"""Compiles the SystemRDL register maps of platform/regs into what each language includes."""
