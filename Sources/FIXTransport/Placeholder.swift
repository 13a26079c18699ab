enum FIXTransportPlaceholder {}
