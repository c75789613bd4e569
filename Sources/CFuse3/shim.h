// The API version must be chosen before the header; 31 is what every libfuse 3 offers.
#pragma once
#define FUSE_USE_VERSION 31
#include <fuse.h>
#include <fuse_lowlevel.h>
