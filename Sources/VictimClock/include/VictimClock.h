// The code that is copied into a victim's vDSO: bytes to this program, never called by it.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The image, from its header to the place that the trampoline is written to; NULL where there is
// none for this processor.
const uint8_t *victim_clock_image(void);

// How many bytes the image has without its trampoline; 0 where there is none for this processor.
size_t victim_clock_size(void);
