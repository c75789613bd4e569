#include "VictimClock.h"

#if defined(__x86_64__)

extern const uint8_t victim_clock_begin[];
extern const uint8_t victim_clock_end[];

const uint8_t *victim_clock_image(void) { return victim_clock_begin; }

size_t victim_clock_size(void) { return (size_t)(victim_clock_end - victim_clock_begin); }

#else

const uint8_t *victim_clock_image(void) { return NULL; }

size_t victim_clock_size(void) { return 0; }

#endif
