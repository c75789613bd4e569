// libnftables.h defines _GNU_SOURCE itself; the types it needs are included before it.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdbool.h>
#include <nftables/libnftables.h>
