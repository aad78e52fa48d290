print("keyform 0.1.0")
