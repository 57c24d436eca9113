"""What lives on after it was filed: a case, its steps and their files, the office and the people who look
after it, and the desk from which they do."""
