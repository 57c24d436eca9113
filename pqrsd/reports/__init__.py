"""What is published about petitions each quarter (Ley 1712 de 2014, art. 11, h; Decreto 1081 de 2015,
art. 2.1.1.6.2; Ley 190 de 1995, art. 54)."""
