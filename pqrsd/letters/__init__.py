"""The letters of a petition, composed as frozen values. They read rows and write nothing."""
