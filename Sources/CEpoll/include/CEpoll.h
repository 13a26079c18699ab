// What Swift cannot import of epoll: constants that are enums of the wrong type and a packed
// structure with a union. Wrappers only; the reactor's rules are in Sources/Postgres/Reactor.swift.
#pragma once
#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

enum {
    CEPOLL_READABLE = 1,
    CEPOLL_WRITABLE = 2,
    CEPOLL_BROKEN = 4,
    CEPOLL_BATCH = 64,
};

/// A descriptor that became ready.
typedef struct {
    uint64_t token;
    uint32_t readiness;
} cepoll_event;

int cepoll_create(void);
int cepoll_eventfd(void);
/// Watches `fd`, `token` comes back with its events; `modify` changes a watch that exists.
int cepoll_watch(int epoll, int fd, uint32_t readiness, uint64_t token, int modify);
int cepoll_forget(int epoll, int fd);
/// Waits at most `timeout_ms` (-1 for ever) and fills up to CEPOLL_BATCH events: how many, or -1.
/// An interrupted wait is an empty batch.
int cepoll_wait(int epoll, cepoll_event *events, int timeout_ms);
void cepoll_name_thread(const char *name);
