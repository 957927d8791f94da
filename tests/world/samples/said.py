# --8<-- [start:greeting]
print("Hello, world <again> & again")
# --8<-- [end:greeting]
