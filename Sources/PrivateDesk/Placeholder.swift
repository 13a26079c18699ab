enum PrivateDeskPlaceholder {}
