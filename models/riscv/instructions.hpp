// Every instruction that a hart may have, written once: what decodes, disassembles, executes or
// translates is made from these rows.
#pragma once

// OP names an operation; AS is another encoding of one. Of a 32-bit word the first row that fits
// counts, as of the 16 bits of a compressed instruction:
//   (operation, mnemonic, match, mask, xlen, extension, format of its operands, class)
// clang-format off
#define LANTERN_RISCV_INSTRUCTIONS(OP, AS) \
  /* What is reserved, or not an instruction at all. */                          \
  OP(illegal, ".insn", 0x00000000, 0xffffffff, either, I, none, illegal)         \
  /* RV32I and RV64I */                                                          \
  OP(lui, "lui", 0x00000037, 0x0000007f, either, I, u, alu)                      \
  OP(auipc, "auipc", 0x00000017, 0x0000007f, either, I, u, alu)                  \
  OP(jal, "jal", 0x0000006f, 0x0000007f, either, I, j, jump)                     \
  OP(jalr, "jalr", 0x00000067, 0x0000707f, either, I, jalr, jump)                \
  OP(beq, "beq", 0x00000063, 0x0000707f, either, I, b, branch)                   \
  OP(bne, "bne", 0x00001063, 0x0000707f, either, I, b, branch)                   \
  OP(blt, "blt", 0x00004063, 0x0000707f, either, I, b, branch)                   \
  OP(bge, "bge", 0x00005063, 0x0000707f, either, I, b, branch)                   \
  OP(bltu, "bltu", 0x00006063, 0x0000707f, either, I, b, branch)                 \
  OP(bgeu, "bgeu", 0x00007063, 0x0000707f, either, I, b, branch)                 \
  OP(lb, "lb", 0x00000003, 0x0000707f, either, I, load, load)                    \
  OP(lh, "lh", 0x00001003, 0x0000707f, either, I, load, load)                    \
  OP(lw, "lw", 0x00002003, 0x0000707f, either, I, load, load)                    \
  OP(ld, "ld", 0x00003003, 0x0000707f, rv64, I, load, load)                      \
  OP(lbu, "lbu", 0x00004003, 0x0000707f, either, I, load, load)                  \
  OP(lhu, "lhu", 0x00005003, 0x0000707f, either, I, load, load)                  \
  OP(lwu, "lwu", 0x00006003, 0x0000707f, rv64, I, load, load)                    \
  OP(sb, "sb", 0x00000023, 0x0000707f, either, I, s, store)                      \
  OP(sh, "sh", 0x00001023, 0x0000707f, either, I, s, store)                      \
  OP(sw, "sw", 0x00002023, 0x0000707f, either, I, s, store)                      \
  OP(sd, "sd", 0x00003023, 0x0000707f, rv64, I, s, store)                        \
  OP(addi, "addi", 0x00000013, 0x0000707f, either, I, i, alu)                    \
  OP(slti, "slti", 0x00002013, 0x0000707f, either, I, i, alu)                    \
  OP(sltiu, "sltiu", 0x00003013, 0x0000707f, either, I, i, alu)                  \
  OP(xori, "xori", 0x00004013, 0x0000707f, either, I, i, alu)                    \
  OP(ori, "ori", 0x00006013, 0x0000707f, either, I, i, alu)                      \
  OP(andi, "andi", 0x00007013, 0x0000707f, either, I, i, alu)                    \
  OP(slli, "slli", 0x00001013, 0xfe00707f, either, I, shift, alu)                \
  AS(slli, "slli", 0x02001013, 0xfe00707f, rv64, I, shift, alu)                  \
  OP(srli, "srli", 0x00005013, 0xfe00707f, either, I, shift, alu)                \
  AS(srli, "srli", 0x02005013, 0xfe00707f, rv64, I, shift, alu)                  \
  OP(srai, "srai", 0x40005013, 0xfe00707f, either, I, shift, alu)                \
  AS(srai, "srai", 0x42005013, 0xfe00707f, rv64, I, shift, alu)                  \
  OP(add, "add", 0x00000033, 0xfe00707f, either, I, r, alu)                      \
  OP(sub, "sub", 0x40000033, 0xfe00707f, either, I, r, alu)                      \
  OP(sll, "sll", 0x00001033, 0xfe00707f, either, I, r, alu)                      \
  OP(slt, "slt", 0x00002033, 0xfe00707f, either, I, r, alu)                      \
  OP(sltu, "sltu", 0x00003033, 0xfe00707f, either, I, r, alu)                    \
  OP(xor_, "xor", 0x00004033, 0xfe00707f, either, I, r, alu)                     \
  OP(srl, "srl", 0x00005033, 0xfe00707f, either, I, r, alu)                      \
  OP(sra, "sra", 0x40005033, 0xfe00707f, either, I, r, alu)                      \
  OP(or_, "or", 0x00006033, 0xfe00707f, either, I, r, alu)                       \
  OP(and_, "and", 0x00007033, 0xfe00707f, either, I, r, alu)                     \
  OP(addiw, "addiw", 0x0000001b, 0x0000707f, rv64, I, i, alu)                    \
  OP(slliw, "slliw", 0x0000101b, 0xfe00707f, rv64, I, shift, alu)                \
  OP(srliw, "srliw", 0x0000501b, 0xfe00707f, rv64, I, shift, alu)                \
  OP(sraiw, "sraiw", 0x4000501b, 0xfe00707f, rv64, I, shift, alu)                \
  OP(addw, "addw", 0x0000003b, 0xfe00707f, rv64, I, r, alu)                      \
  OP(subw, "subw", 0x4000003b, 0xfe00707f, rv64, I, r, alu)                      \
  OP(sllw, "sllw", 0x0000103b, 0xfe00707f, rv64, I, r, alu)                      \
  OP(srlw, "srlw", 0x0000503b, 0xfe00707f, rv64, I, r, alu)                      \
  OP(sraw, "sraw", 0x4000503b, 0xfe00707f, rv64, I, r, alu)                      \
  OP(fence, "fence", 0x0000000f, 0x0000707f, either, I, fence, fence)            \
  OP(ecall, "ecall", 0x00000073, 0xffffffff, either, I, none, system)            \
  OP(ebreak, "ebreak", 0x00100073, 0xffffffff, either, I, none, system)          \
  OP(mret, "mret", 0x30200073, 0xffffffff, either, I, none, system)              \
  OP(wfi, "wfi", 0x10500073, 0xffffffff, either, I, none, system)                \
  OP(fence_i, "fence.i", 0x0000100f, 0x0000707f, either, Zifencei, none, system) \
  /* Zicsr */                                                                    \
  OP(csrrw, "csrrw", 0x00001073, 0x0000707f, either, Zicsr, csr, csr)            \
  OP(csrrs, "csrrs", 0x00002073, 0x0000707f, either, Zicsr, csr, csr)            \
  OP(csrrc, "csrrc", 0x00003073, 0x0000707f, either, Zicsr, csr, csr)            \
  OP(csrrwi, "csrrwi", 0x00005073, 0x0000707f, either, Zicsr, csri, csr)         \
  OP(csrrsi, "csrrsi", 0x00006073, 0x0000707f, either, Zicsr, csri, csr)         \
  OP(csrrci, "csrrci", 0x00007073, 0x0000707f, either, Zicsr, csri, csr)         \
  /* M */                                                                        \
  OP(mul, "mul", 0x02000033, 0xfe00707f, either, M, r, multiply)                 \
  OP(mulh, "mulh", 0x02001033, 0xfe00707f, either, M, r, multiply)               \
  OP(mulhsu, "mulhsu", 0x02002033, 0xfe00707f, either, M, r, multiply)           \
  OP(mulhu, "mulhu", 0x02003033, 0xfe00707f, either, M, r, multiply)             \
  OP(div, "div", 0x02004033, 0xfe00707f, either, M, r, divide)                   \
  OP(divu, "divu", 0x02005033, 0xfe00707f, either, M, r, divide)                 \
  OP(rem, "rem", 0x02006033, 0xfe00707f, either, M, r, divide)                   \
  OP(remu, "remu", 0x02007033, 0xfe00707f, either, M, r, divide)                 \
  OP(mulw, "mulw", 0x0200003b, 0xfe00707f, rv64, M, r, multiply)                 \
  OP(divw, "divw", 0x0200403b, 0xfe00707f, rv64, M, r, divide)                   \
  OP(divuw, "divuw", 0x0200503b, 0xfe00707f, rv64, M, r, divide)                 \
  OP(remw, "remw", 0x0200603b, 0xfe00707f, rv64, M, r, divide)                   \
  OP(remuw, "remuw", 0x0200703b, 0xfe00707f, rv64, M, r, divide)                 \
  /* A */                                                                        \
  OP(lr_w, "lr.w", 0x1000202f, 0xf9f0707f, either, A, lr, atomic)                \
  OP(sc_w, "sc.w", 0x1800202f, 0xf800707f, either, A, amo, atomic)               \
  OP(amoadd_w, "amoadd.w", 0x0000202f, 0xf800707f, either, A, amo, atomic)       \
  OP(amoswap_w, "amoswap.w", 0x0800202f, 0xf800707f, either, A, amo, atomic)     \
  OP(amoxor_w, "amoxor.w", 0x2000202f, 0xf800707f, either, A, amo, atomic)       \
  OP(amoor_w, "amoor.w", 0x4000202f, 0xf800707f, either, A, amo, atomic)         \
  OP(amoand_w, "amoand.w", 0x6000202f, 0xf800707f, either, A, amo, atomic)       \
  OP(amomin_w, "amomin.w", 0x8000202f, 0xf800707f, either, A, amo, atomic)       \
  OP(amomax_w, "amomax.w", 0xa000202f, 0xf800707f, either, A, amo, atomic)       \
  OP(amominu_w, "amominu.w", 0xc000202f, 0xf800707f, either, A, amo, atomic)     \
  OP(amomaxu_w, "amomaxu.w", 0xe000202f, 0xf800707f, either, A, amo, atomic)     \
  OP(lr_d, "lr.d", 0x1000302f, 0xf9f0707f, rv64, A, lr, atomic)                  \
  OP(sc_d, "sc.d", 0x1800302f, 0xf800707f, rv64, A, amo, atomic)                 \
  OP(amoadd_d, "amoadd.d", 0x0000302f, 0xf800707f, rv64, A, amo, atomic)         \
  OP(amoswap_d, "amoswap.d", 0x0800302f, 0xf800707f, rv64, A, amo, atomic)       \
  OP(amoxor_d, "amoxor.d", 0x2000302f, 0xf800707f, rv64, A, amo, atomic)         \
  OP(amoor_d, "amoor.d", 0x4000302f, 0xf800707f, rv64, A, amo, atomic)           \
  OP(amoand_d, "amoand.d", 0x6000302f, 0xf800707f, rv64, A, amo, atomic)         \
  OP(amomin_d, "amomin.d", 0x8000302f, 0xf800707f, rv64, A, amo, atomic)         \
  OP(amomax_d, "amomax.d", 0xa000302f, 0xf800707f, rv64, A, amo, atomic)         \
  OP(amominu_d, "amominu.d", 0xc000302f, 0xf800707f, rv64, A, amo, atomic)       \
  OP(amomaxu_d, "amomaxu.d", 0xe000302f, 0xf800707f, rv64, A, amo, atomic)       \
  /* C: each is another form of one above; the first row that fits counts. */    \
  AS(illegal, ".insn", 0x0000, 0xffe3, either, C, none, illegal)                 \
  AS(addi, "c.addi4spn", 0x0000, 0xe003, either, C, ciw, alu)                    \
  AS(lw, "c.lw", 0x4000, 0xe003, either, C, cl_w, load)                          \
  AS(ld, "c.ld", 0x6000, 0xe003, rv64, C, cl_d, load)                            \
  AS(sw, "c.sw", 0xc000, 0xe003, either, C, cs_w, store)                         \
  AS(sd, "c.sd", 0xe000, 0xe003, rv64, C, cs_d, store)                           \
  AS(addi, "c.addi", 0x0001, 0xe003, either, C, ci, alu)                         \
  AS(jal, "c.jal", 0x2001, 0xe003, rv32, C, cj, jump)                            \
  AS(illegal, ".insn", 0x2001, 0xef83, rv64, C, none, illegal)                   \
  AS(addiw, "c.addiw", 0x2001, 0xe003, rv64, C, ci, alu)                         \
  AS(addi, "c.li", 0x4001, 0xe003, either, C, c_li, alu)                         \
  AS(illegal, ".insn", 0x6001, 0xf07f, either, C, none, illegal)                 \
  AS(addi, "c.addi16sp", 0x6101, 0xef83, either, C, c_addi16sp, alu)             \
  AS(lui, "c.lui", 0x6001, 0xe003, either, C, c_lui, alu)                        \
  AS(srli, "c.srli", 0x8001, 0xfc03, either, C, cb_shift, alu)                   \
  AS(srli, "c.srli", 0x9001, 0xfc03, rv64, C, cb_shift, alu)                     \
  AS(srai, "c.srai", 0x8401, 0xfc03, either, C, cb_shift, alu)                   \
  AS(srai, "c.srai", 0x9401, 0xfc03, rv64, C, cb_shift, alu)                     \
  AS(andi, "c.andi", 0x8801, 0xec03, either, C, cb_i, alu)                       \
  AS(sub, "c.sub", 0x8c01, 0xfc63, either, C, ca, alu)                           \
  AS(xor_, "c.xor", 0x8c21, 0xfc63, either, C, ca, alu)                          \
  AS(or_, "c.or", 0x8c41, 0xfc63, either, C, ca, alu)                            \
  AS(and_, "c.and", 0x8c61, 0xfc63, either, C, ca, alu)                          \
  AS(subw, "c.subw", 0x9c01, 0xfc63, rv64, C, ca, alu)                           \
  AS(addw, "c.addw", 0x9c21, 0xfc63, rv64, C, ca, alu)                           \
  AS(jal, "c.j", 0xa001, 0xe003, either, C, cj, jump)                            \
  AS(beq, "c.beqz", 0xc001, 0xe003, either, C, cb, branch)                       \
  AS(bne, "c.bnez", 0xe001, 0xe003, either, C, cb, branch)                       \
  AS(slli, "c.slli", 0x0002, 0xf003, either, C, ci_shift, alu)                   \
  AS(slli, "c.slli", 0x1002, 0xf003, rv64, C, ci_shift, alu)                     \
  AS(illegal, ".insn", 0x4002, 0xef83, either, C, none, illegal)                 \
  AS(lw, "c.lwsp", 0x4002, 0xe003, either, C, ci_lwsp, load)                     \
  AS(illegal, ".insn", 0x6002, 0xef83, rv64, C, none, illegal)                   \
  AS(ld, "c.ldsp", 0x6002, 0xe003, rv64, C, ci_ldsp, load)                       \
  AS(illegal, ".insn", 0x8002, 0xffff, either, C, none, illegal)                 \
  AS(jalr, "c.jr", 0x8002, 0xf07f, either, C, cr_jump, jump)                     \
  AS(add, "c.mv", 0x8002, 0xf003, either, C, cr_mv, alu)                         \
  AS(ebreak, "c.ebreak", 0x9002, 0xffff, either, C, none, system)                \
  AS(jalr, "c.jalr", 0x9002, 0xf07f, either, C, cr_jump, jump)                   \
  AS(add, "c.add", 0x9002, 0xf003, either, C, cr, alu)                           \
  AS(sw, "c.swsp", 0xc002, 0xe003, either, C, css_w, store)                      \
  AS(sd, "c.sdsp", 0xe002, 0xe003, rv64, C, css_d, store)
// clang-format on
