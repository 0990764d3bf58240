// Linked into every program of the tsan preset, in place of ThreadSanitizer's own wrapper of clone().
//
// QProcess starts programs by clone(CLONE_VM | CLONE_VFORK): until it executes, the child lives in the memory of its
// parent. The wrapper of GCC 12 takes it for the child of a fork and switches the sanitizer off for the thread that it
// runs on, which is the parent's too. From the first process on, no lock or unlock of that thread counted: it raced
// with everyone, and was checked for nothing.

#include <sys/types.h>

#include <cstdarg>

extern "C" int __clone(int (*body)(void *), void *stack, int flags, void *argument, ...); // NOLINT: glibc's name

extern "C" int clone(int (*body)(void *), void *stack, int flags, void *argument, ...) // NOLINT: as glibc declares it
{
    va_list rest;
    va_start(rest, argument);
    auto *const parentId = va_arg(rest, pid_t *);
    auto *const threadStorage = va_arg(rest, void *);
    auto *const childId = va_arg(rest, pid_t *);
    va_end(rest);
    return __clone(body, stack, flags, argument, parentId, threadStorage, childId);
}
