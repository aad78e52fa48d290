/* Debian's static libstdc++ asks for arc4random, which glibc has from 2.36 on: with this one, hidden,
   the program starts with glibc 2.35 too. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

__attribute__((visibility("hidden"))) uint32_t arc4random(void) {
  uint32_t number;
  if (getrandom(&number, sizeof number, 0) != sizeof number) abort();
  return number;
}
