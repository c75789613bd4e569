// What a victim executes in place of the wall clock functions of its vDSO.
//
// Position-independent, without relocations: the bytes between victim_clock_begin and
// victim_clock_end are copied into another process, followed by a trampoline to the original
// clock_gettime. In this program they are data.
//
// Header: magic, offsets of the three functions and of the trampoline, a sequence byte whose lowest
// bit names the slot that counts, two slots. A writer fills the other slot, then adds one to the
// sequence; a reader that finds another sequence afterwards reads again.

#if defined(__x86_64__)

  .section .rodata
  .balign 64
  .globl victim_clock_begin
  .globl victim_clock_end
  .hidden victim_clock_begin
  .hidden victim_clock_end

#define SEQUENCE 0x10
#define SLOTS 0x20
#define SLOT_SIZE 72
// Of a slot: all in ns of wall time, but for the multiplier, which is 2^32 at one ns for each ns.
#define OFFSET 0
#define ANCHOR 8
#define MULTIPLIER 16
#define STROBE_1 24
#define STROBE_2 48
// Of a strobe.
#define DELTA 0
#define PERIOD 8
#define START 16

victim_clock_begin:
.Lbegin:
  .ascii "cygnetVC"
  .short .Lclock_gettime - .Lbegin
  .short .Lgettimeofday - .Lbegin
  .short .Ltime - .Lbegin
  .short .Ltrampoline - .Lbegin
  .fill 16, 1, 0
  .fill 2 * SLOT_SIZE, 1, 0

// int clock_gettime(clockid_t edi, struct timespec *rsi): the original, and for the two wall clocks
// a change of what it wrote.
.Lclock_gettime:
  testl %edi, %edi
  je 1f
  cmpl $5, %edi
  jne .Ltrampoline
1:
  pushq %rsi
  call .Ltrampoline
  popq %rsi
  testl %eax, %eax
  jne 2f
  imulq $1000000000, (%rsi), %rax
  addq 8(%rsi), %rax
  call .Lshift
  // Division by 10^9 as a multiplication, as compilers do it.
  movq %rax, %rcx
  shrq $9, %rax
  movabsq $19342813113834067, %rdx
  mulq %rdx
  shrq $11, %rdx
  movq %rdx, (%rsi)
  imulq $1000000000, %rdx, %rdx
  subq %rdx, %rcx
  movq %rcx, 8(%rsi)
  xorl %eax, %eax
2:
  ret

// int gettimeofday(struct timeval *rdi, struct timezone *rsi)
.Lgettimeofday:
  testq %rdi, %rdi
  je 3f
  pushq %rdi
  pushq %rsi
  subq $24, %rsp
  xorl %edi, %edi
  movq %rsp, %rsi
  call .Lclock_gettime
  movq (%rsp), %rcx
  movq 8(%rsp), %rdx
  addq $24, %rsp
  popq %rsi
  popq %rdi
  testl %eax, %eax
  jne 4f
  movq %rcx, (%rdi)
  imulq $274877907, %rdx, %rdx
  shrq $38, %rdx
  movq %rdx, 8(%rdi)
  testq %rsi, %rsi
  jne 3f
  ret
3:
  // The time zone alone.
  xorl %edi, %edi
  movl $96, %eax
  syscall
4:
  ret

// time_t time(time_t *rdi)
.Ltime:
  pushq %rdi
  subq $16, %rsp
  movl $5, %edi
  movq %rsp, %rsi
  call .Lclock_gettime
  movq (%rsp), %rax
  addq $16, %rsp
  popq %rdi
  testq %rdi, %rdi
  je 5f
  movq %rax, (%rdi)
5:
  ret

// A strobe of the slot at r9: adds its delta to r10 in the first half of each period.
.macro strobe place
  movq \place+PERIOD(%r9), %r11
  testq %r11, %r11
  je 7f
  pushq %rax
  subq \place+START(%r9), %rax
  cqto
  idivq %r11
  popq %rax
  addq %rdx, %rdx
  cmpq %r11, %rdx
  jge 7f
  addq \place+DELTA(%r9), %r10
7:
.endm

// ns of wall time in rax to ns of the victim's wall time in rax; keeps rsi and rdi.
.Lshift:
  leaq .Lbegin(%rip), %r8
6:
  movzbl SEQUENCE(%r8), %ecx
  movl %ecx, %r9d
  andl $1, %r9d
  imull $SLOT_SIZE, %r9d, %r9d
  leaq SLOTS(%r8,%r9), %r9
  movq %rax, %r10
  addq OFFSET(%r9), %r10
  movq MULTIPLIER(%r9), %rdx
  testq %rdx, %rdx
  je 8f
  pushq %rax
  subq ANCHOR(%r9), %rax
  imulq %rdx
  shrdq $32, %rdx, %rax
  addq %rax, %r10
  popq %rax
8:
  strobe STROBE_1
  strobe STROBE_2
  cmpb SEQUENCE(%r8), %cl
  jne 6b
  // Nobody's clock shows a time before 1970.
  xorl %eax, %eax
  testq %r10, %r10
  cmovnsq %r10, %rax
  ret

  .balign 16, 0x90
victim_clock_end:
.Ltrampoline:
  .byte 0

#endif

  .section .note.GNU-stack, "", %progbits
