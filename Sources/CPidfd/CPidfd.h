// What glibc's module for Swift leaves out: descriptors that name processes (pidfd_open(2),
// pidfd_getfd(2)).
#pragma once
#include <sys/pidfd.h>
