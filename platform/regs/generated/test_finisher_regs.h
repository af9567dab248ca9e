/* Ends the run. Generated from platform/regs/test_finisher.rdl; do not edit. */
#pragma once

#define TEST_FINISHER_SIZE 0x4u

/* The program's end. */
#define TEST_FINISHER_FINISH 0x0u
#define TEST_FINISHER_FINISH_STATUS_LSB 0
#define TEST_FINISHER_FINISH_STATUS_MASK 0xffffu
#define TEST_FINISHER_FINISH_STATUS_FAIL 0x3333u
#define TEST_FINISHER_FINISH_STATUS_PASS 0x5555u
#define TEST_FINISHER_FINISH_STATUS_RESET 0x7777u
#define TEST_FINISHER_FINISH_CODE_LSB 16
#define TEST_FINISHER_FINISH_CODE_MASK 0xffff0000u
