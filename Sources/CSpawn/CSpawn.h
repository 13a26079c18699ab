// What glibc's module for Swift leaves out of <spawn.h>: everything else closed in the new process.
#pragma once
#include <spawn.h>
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
