#define _GNU_SOURCE
#include "CEpoll.h"

#include <errno.h>

int cepoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int cepoll_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int cepoll_watch(int epoll, int fd, uint32_t readiness, uint64_t token, int modify) {
    struct epoll_event event = {.data.u64 = token};
    if (readiness & CEPOLL_READABLE) event.events |= EPOLLIN;
    if (readiness & CEPOLL_WRITABLE) event.events |= EPOLLOUT;
    return epoll_ctl(epoll, modify ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
}

int cepoll_forget(int epoll, int fd) { return epoll_ctl(epoll, EPOLL_CTL_DEL, fd, 0); }

int cepoll_wait(int epoll, cepoll_event *events, int timeout_ms) {
    struct epoll_event ready[CEPOLL_BATCH];
    int count = epoll_wait(epoll, ready, CEPOLL_BATCH, timeout_ms);
    if (count < 0) return errno == EINTR ? 0 : -1;
    for (int i = 0; i < count; i++) {
        uint32_t readiness = 0;
        if (ready[i].events & EPOLLIN) readiness |= CEPOLL_READABLE;
        if (ready[i].events & EPOLLOUT) readiness |= CEPOLL_WRITABLE;
        if (ready[i].events & (EPOLLERR | EPOLLHUP)) readiness |= CEPOLL_BROKEN;
        events[i].token = ready[i].data.u64;
        events[i].readiness = readiness;
    }
    return count;
}

void cepoll_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
