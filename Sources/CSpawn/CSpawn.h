// What glibc's module for Swift leaves out of starting and knowing programs: everything else closed
// in the new process (<spawn.h>), and whose rights over files a thread has (setfsuid(2)).
#pragma once
#include <spawn.h>
#include <sys/fsuid.h>
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
