enum DeskDatabasePlaceholder {}
