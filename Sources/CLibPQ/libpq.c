#include "CLibPQ.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// A name without a slash: the loader looks where the operator and the system say, and in no folder
// of a repository.
static const char library[] = "libpq.so.5";

#define KEYFORM_POINTER(result, name, parameters, arguments) static result(*at_##name) parameters;
KEYFORM_LIBPQ(KEYFORM_POINTER)

#define KEYFORM_CALL(result, name, parameters, arguments) \
  result name parameters { return at_##name arguments; }
KEYFORM_LIBPQ(KEYFORM_CALL)

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char problem[512];

/// What the loader complains of, cut where it is too long.
static void keep_problem(void) {
  const char *reason = dlerror();
  snprintf(problem, sizeof problem, "%s", reason ? reason : library);
}

static void load(void) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    keep_problem();
    return;
  }
#define KEYFORM_FIND(result, name, parameters, arguments) \
  if (!(*(void **)&at_##name = dlsym(handle, #name))) { \
    keep_problem(); \
    return; \
  }
  KEYFORM_LIBPQ(KEYFORM_FIND)
}

const char *keyform_libpq_problem(void) {
  pthread_once(&once, load);
  return problem[0] ? problem : NULL;
}
