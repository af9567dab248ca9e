# One function a kind of thing: vp_model, vp_rtl, vp_test, vp_program, vp_firmware. Sources are listed, never globbed.
include(CTest)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SYSTEMC REQUIRED IMPORTED_TARGET systemc)
pkg_check_modules(LIBELF REQUIRED IMPORTED_TARGET libelf)
find_package(doctest REQUIRED)
include(doctest)
find_package(verilator REQUIRED)

option(LANTERN_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_C_STANDARD 11)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
add_compile_definitions(SC_INCLUDE_DYNAMIC_PROCESSES)
add_compile_options(-Wall -Wextra -Werror -ffp-contract=off)
if(LANTERN_SANITIZE)
  add_compile_options(-O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
# SystemC's headers are somebody else's.
get_target_property(systemc_include PkgConfig::SYSTEMC INTERFACE_INCLUDE_DIRECTORIES)
if(systemc_include)
  set_target_properties(PkgConfig::SYSTEMC PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${systemc_include}")
endif()

# A model, or a library below it: vp_model(memory SOURCES memory.cpp DEPENDS core).
function(vp_model name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC PkgConfig::SYSTEMC ${ARG_DEPENDS})
endfunction()

# A block in SystemVerilog, Verilated as class V<TOP>: vp_rtl(hdm_decoder_rtl TOP hdm_decoder SOURCES ... ARGS -DX).
function(vp_rtl name)
  cmake_parse_arguments(ARG "" "TOP" "SOURCES;ARGS" ${ARGN})
  add_library(${name} STATIC)
  verilate(${name} PREFIX V${ARG_TOP} TRACE_FST SOURCES ${ARG_SOURCES} VERILATOR_ARGS --top-module ${ARG_TOP}
    -Wall -O3 --assert --x-initial unique --x-assign unique ${ARG_ARGS})
  # Generated code and Verilator's own: not ours to mend.
  target_compile_options(${name} PRIVATE -w $<$<BOOL:${LANTERN_SANITIZE}>:-fno-sanitize=undefined>)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  get_target_property(runtime ${name} SOURCES)
  list(FILTER runtime INCLUDE REGEX "^${VERILATOR_ROOT}/include/")
  set_source_files_properties(${runtime} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  # The FST writer does not look whether its files could be written: rtl/common/fst_files does.
  set_source_files_properties(${VERILATOR_ROOT}/include/verilated_fst_c.cpp PROPERTIES COMPILE_OPTIONS
    "-include;${CMAKE_SOURCE_DIR}/rtl/common/fst_writer.hpp")
  target_compile_definitions(${name} PUBLIC VL_TIME_CONTEXT)
  get_target_property(includes ${name} INTERFACE_INCLUDE_DIRECTORIES)
  set_target_properties(${name} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${includes}")
  target_link_libraries(${name} PUBLIC z fst_files)
endfunction()

# A test program; each case is a process of its own, so that each has its own SystemC kernel.
function(vp_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  target_link_libraries(${name}_test PRIVATE ${ARG_DEPENDS} test_main)
  doctest_discover_tests(${name}_test TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 120
    FAIL_REGULAR_EXPRESSION "test cases: +0 ")  # a name that doctest cannot find would pass
endfunction()

# A program in bin/.
function(vp_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS})
endfunction()

# An ELF for the hart of a part, in bin/: vp_firmware(hello PART hello_node XLEN 64 SOURCES ... DEFINES ...).
# Bases and linker script come from the part's file; MAPS names what lies behind
# its windows: MAPS accelerator:bar.
function(vp_firmware name)
  cmake_parse_arguments(ARG "" "XLEN;PART" "SOURCES;DEFINES;MAPS" ${ARGN})
  set(node ${CMAKE_BINARY_DIR}/node/${ARG_PART})
  set(part ${CMAKE_SOURCE_DIR}/platform/parts/${ARG_PART}.toml)
  set(generator ${CMAKE_SOURCE_DIR}/tools/node/generate.py)
  set(template ${CMAKE_SOURCE_DIR}/firmware/hal/node.ld.in)
  list(TRANSFORM ARG_MAPS PREPEND ${CMAKE_SOURCE_DIR}/platform/parts/ OUTPUT_VARIABLE maps)
  list(TRANSFORM maps REPLACE ":" ".toml:")
  list(TRANSFORM maps REPLACE ":.*" "" OUTPUT_VARIABLE map_files)
  if(NOT TARGET node_${ARG_PART})
    add_custom_command(OUTPUT ${node}/node_map.h ${node}/node.ld
      COMMAND /usr/bin/python3 ${generator} ${node} ${part} ${maps}
      DEPENDS ${part} ${map_files} ${generator} ${template} COMMENT "map of ${ARG_PART}" VERBATIM)
    add_custom_target(node_${ARG_PART} DEPENDS ${node}/node_map.h ${node}/node.ld)
  endif()
  set(flags -march=rv${ARG_XLEN}imac -mabi=$<IF:$<EQUAL:${ARG_XLEN},64>,lp64,ilp32> -misa-spec=2.2 -mcmodel=medany
      --specs=picolibc.specs -std=c11 -Os -g -Wall -Wextra -Werror -ffunction-sections -fdata-sections -ffreestanding
      -I${CMAKE_SOURCE_DIR} -I${node})
  list(TRANSFORM ARG_DEFINES PREPEND -D)
  set(objects "")
  foreach(source ${ARG_SOURCES})
    cmake_path(ABSOLUTE_PATH source OUTPUT_VARIABLE path)
    cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE relative)
    string(REPLACE "/" "_" object ${relative})
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}_${object}.o)
    add_custom_command(OUTPUT ${object}
      COMMAND ccache ${LANTERN_CROSS}gcc ${flags} ${ARG_DEFINES} -MMD -MF ${object}.d -c ${path} -o ${object}
      DEPENDS ${path} node_${ARG_PART} ${node}/node_map.h DEPFILE ${object}.d COMMENT "firmware ${name}: ${relative}" VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  set(elf ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${name}.elf)
  add_custom_command(OUTPUT ${elf}
    COMMAND ${LANTERN_CROSS}gcc ${flags} -nostartfiles -Wl,--gc-sections -T ${node}/node.ld ${objects} -o ${elf}
    DEPENDS ${objects} ${node}/node.ld COMMENT "firmware ${name}.elf" VERBATIM)
  add_custom_target(${name}_elf ALL DEPENDS ${elf})
  add_dependencies(${name}_elf node_${ARG_PART})
endfunction()
set(LANTERN_CROSS riscv64-unknown-elf-)
