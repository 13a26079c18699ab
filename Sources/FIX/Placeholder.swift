enum FIXPlaceholder {}
