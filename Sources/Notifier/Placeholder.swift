enum NotifierPlaceholder {}
