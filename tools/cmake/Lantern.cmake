# One function a kind of thing: vp_model, vp_rtl, vp_test, vp_program, vp_firmware, vp_firmware_library. Sources are listed, never globbed.
include(CTest)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SYSTEMC REQUIRED IMPORTED_TARGET systemc)
pkg_check_modules(LIBELF REQUIRED IMPORTED_TARGET libelf)
pkg_check_modules(LIBDW REQUIRED IMPORTED_TARGET libdw)
find_package(fmt REQUIRED)
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
  # vptr and object-size double the time to compile, null adds a tenth, and they tell nothing that AddressSanitizer does not; lines are
  # what a report needs of -g.
  add_compile_options(-O1 -g1 -fsanitize=address,undefined -fno-sanitize=vptr,object-size,null -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  add_library(sanitizer_options OBJECT ${CMAKE_SOURCE_DIR}/tests/sanitizers/options.cpp)
  set(LANTERN_PROGRAM_DEPENDS sanitizer_options)
endif()
# SystemC's headers are somebody else's.
get_target_property(systemc_include PkgConfig::SYSTEMC INTERFACE_INCLUDE_DIRECTORIES)
if(systemc_include)
  set_target_properties(PkgConfig::SYSTEMC PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${systemc_include}")
endif()

# SystemC's headers, precompiled, in front of what every unit includes by itself. Not CMake's way: under the plain name of a header that
# is found in a folder, g++ takes the precompiled one, while ccache (which needs no leniency then), clang-tidy and editors read the text.
set(pch ${CMAKE_BINARY_DIR}/pch/systemc_headers.hpp)
configure_file(${CMAKE_SOURCE_DIR}/tools/cmake/systemc_headers.hpp ${pch} COPYONLY)
add_library(systemc_pch OBJECT ${pch})
target_link_libraries(systemc_pch PRIVATE PkgConfig::SYSTEMC)
set_source_files_properties(${pch} PROPERTIES LANGUAGE CXX COMPILE_OPTIONS "-x;c++-header")
add_custom_command(OUTPUT ${pch}.gch COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_OBJECTS:systemc_pch> ${pch}.gch
  DEPENDS systemc_pch $<TARGET_OBJECTS:systemc_pch> COMMENT "SystemC's headers, precompiled" VERBATIM)
add_custom_target(systemc_headers DEPENDS ${pch}.gch)

# A unit that must not see SystemC first, as one with a Verilated header, has SKIP_PRECOMPILE_HEADERS set.
function(lantern_precompile target)
  foreach(source ${ARGN})
    get_source_file_property(alone ${source} SKIP_PRECOMPILE_HEADERS)
    if(source MATCHES "\\.cpp$" AND NOT alone)
      set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${CMAKE_BINARY_DIR}/pch/systemc_headers.hpp.gch
        COMPILE_OPTIONS "-I${CMAKE_BINARY_DIR}/pch;-include;systemc_headers.hpp")
    endif()
  endforeach()
  add_dependencies(${target} systemc_headers)
endfunction()

# A model, or a library below it: vp_model(memory SOURCES memory.cpp DEPENDS core).
function(vp_model name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  lantern_precompile(${name} ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC PkgConfig::SYSTEMC ${ARG_DEPENDS})
endfunction()

# Verilator's own code, once for all blocks, with tracing to FST.
set(runtime verilated verilated_dpi verilated_fst_c verilated_threads)
list(TRANSFORM runtime PREPEND ${VERILATOR_ROOT}/include/)
list(TRANSFORM runtime APPEND .cpp)
add_library(verilated_runtime STATIC ${runtime})
target_include_directories(verilated_runtime SYSTEM PRIVATE ${VERILATOR_ROOT}/include ${VERILATOR_ROOT}/include/vltstd)
target_compile_definitions(verilated_runtime PUBLIC VL_TIME_CONTEXT PRIVATE VM_TRACE=1 VM_TRACE_FST=1)
# Neither it nor what it generates is ours to mend.
set(NOT_OURS -w $<$<BOOL:${LANTERN_SANITIZE}>:-fno-sanitize=undefined>)
target_compile_options(verilated_runtime PRIVATE ${NOT_OURS})
# The FST writer does not look whether its files could be written: rtl/common/fst_files does.
set_source_files_properties(${VERILATOR_ROOT}/include/verilated_fst_c.cpp PROPERTIES COMPILE_OPTIONS
  "-include;${CMAKE_SOURCE_DIR}/rtl/common/fst_writer.hpp")
target_link_libraries(verilated_runtime PUBLIC z fst_files)

# A block in SystemVerilog, Verilated as class V<TOP>: vp_rtl(hdm_decoder_rtl TOP hdm_decoder SOURCES ... ARGS -DX).
function(vp_rtl name)
  cmake_parse_arguments(ARG "" "TOP" "SOURCES;ARGS" ${ARGN})
  add_library(${name} STATIC)
  verilate(${name} PREFIX V${ARG_TOP} TRACE_FST SOURCES ${ARG_SOURCES} VERILATOR_ARGS --top-module ${ARG_TOP}
    -Wall -O3 --assert --x-initial unique --x-assign unique ${ARG_ARGS})
  target_compile_options(${name} PRIVATE ${NOT_OURS})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  get_target_property(sources ${name} SOURCES)
  list(FILTER sources EXCLUDE REGEX "^${VERILATOR_ROOT}/include/")
  set_target_properties(${name} PROPERTIES SOURCES "${sources}")
  get_target_property(includes ${name} INTERFACE_INCLUDE_DIRECTORIES)
  set_target_properties(${name} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${includes}")
  target_link_libraries(${name} PUBLIC verilated_runtime)
endfunction()

# A test program; each case is a process of its own, so that each has its own SystemC kernel.
function(vp_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  lantern_precompile(${name}_test ${ARG_SOURCES})
  target_link_libraries(${name}_test PRIVATE ${ARG_DEPENDS} test_main ${LANTERN_PROGRAM_DEPENDS})
  doctest_discover_tests(${name}_test TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 120
    FAIL_REGULAR_EXPRESSION "test cases: +0 ")  # a name that doctest cannot find would pass
endfunction()

# A program in bin/.
function(vp_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  lantern_precompile(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} ${LANTERN_PROGRAM_DEPENDS})
endfunction()

# Firmware. Bases and linker script come from the part's file; MAPS names what lies behind its windows: MAPS accelerator:bar.
function(vp_node part)
  set(node ${CMAKE_BINARY_DIR}/node/${part})
  set(file ${CMAKE_SOURCE_DIR}/platform/parts/${part}.toml)
  set(generator ${CMAKE_SOURCE_DIR}/tools/node/generate.py)
  list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/platform/parts/ OUTPUT_VARIABLE maps)
  list(TRANSFORM maps REPLACE ":" ".toml:")
  list(TRANSFORM maps REPLACE ":.*" "" OUTPUT_VARIABLE map_files)
  if(NOT TARGET node_${part})
    add_custom_command(OUTPUT ${node}/node_map.h ${node}/node.ld
      COMMAND /usr/bin/python3 ${generator} ${node} ${file} ${maps}
      DEPENDS ${file} ${map_files} ${generator} ${CMAKE_SOURCE_DIR}/firmware/hal/node.ld.in COMMENT "map of ${part}" VERBATIM)
    add_custom_target(node_${part} DEPENDS ${node}/node_map.h ${node}/node.ld)
  endif()
endfunction()

# Sets `objects`: those of ARGN, compiled for the hart of a part, under the caller's binary folder.
function(vp_firmware_objects name part flags)
  set(objects "")
  foreach(source ${ARGN})
    cmake_path(ABSOLUTE_PATH source OUTPUT_VARIABLE path)
    cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE relative)
    string(REPLACE "/" "_" object ${relative})
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}_${object}.o)
    add_custom_command(OUTPUT ${object}
      COMMAND ${CMAKE_COMMAND} -E env CCACHE_BASEDIR= CCACHE_HASHDIR=1 ccache ${LANTERN_CROSS}gcc ${flags} -MMD -MF ${object}.d -c ${path} -o ${object}
      DEPENDS ${path} node_${part} ${CMAKE_BINARY_DIR}/node/${part}/node_map.h DEPFILE ${object}.d
      COMMENT "firmware ${name}: ${relative}" VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  set(objects ${objects} PARENT_SCOPE)
endfunction()

# A run that fails shows calls: -g writes the tables for them, and a call in the last place stays one. File names are the checkout's.
function(vp_firmware_flags part xlen)
  set(flags -march=rv${xlen}imac -mabi=$<IF:$<EQUAL:${xlen},64>,lp64,ilp32> -misa-spec=2.2 -mcmodel=medany
      --specs=picolibc.specs -std=c11 -Os -g -Wall -Wextra -ffunction-sections -fdata-sections -ffreestanding -fno-optimize-sibling-calls
      -D__ASSERT_VERBOSE -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/= -I${CMAKE_SOURCE_DIR} -I${CMAKE_BINARY_DIR}/node/${part}
      PARENT_SCOPE)
endfunction()

# A library for images: vp_firmware_library(drivers SOURCES ...). It is built for each part and width that an image needs it for.
function(vp_firmware_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES" ${ARGN})
  list(TRANSFORM ARG_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set_property(GLOBAL PROPERTY LANTERN_LIBRARY_${name} ${ARG_SOURCES})
endfunction()

# Sets `archive`: the library for this part and width.
function(vp_firmware_archive name part xlen)
  set(variant ${name}_${part}_rv${xlen})
  set(archive ${CMAKE_BINARY_DIR}/node/${part}/lib${name}_rv${xlen}.a)
  set(archive ${archive} PARENT_SCOPE)
  if(TARGET ${variant})
    return()
  endif()
  get_property(sources GLOBAL PROPERTY LANTERN_LIBRARY_${name})
  if(NOT sources)
    message(FATAL_ERROR "there is no firmware library `${name}`; vp_firmware_library makes one")
  endif()
  vp_firmware_flags(${part} ${xlen})
  vp_firmware_objects(${variant} ${part} "${flags};-Werror" ${sources})
  add_custom_command(OUTPUT ${archive} COMMAND ${CMAKE_COMMAND} -E rm -f ${archive}
    COMMAND ${LANTERN_CROSS}ar rcsD ${archive} ${objects} DEPENDS ${objects} COMMENT "firmware lib${name}_rv${xlen}.a of ${part}" VERBATIM)
  add_custom_target(${variant} DEPENDS ${archive})
  add_dependencies(${variant} node_${part})
endfunction()

# An ELF for the hart of a part, in bin/: vp_firmware(mine PART pool XLEN 32 LIBRARIES drivers hal SOURCES apps/mine/main.c).
# A library stands before those that it uses; OPTIONS go to the compiler.
function(vp_firmware name)
  cmake_parse_arguments(ARG "" "XLEN;PART" "SOURCES;LIBRARIES;MAPS;OPTIONS" ${ARGN})
  vp_node(${ARG_PART} ${ARG_MAPS})
  vp_firmware_flags(${ARG_PART} ${ARG_XLEN})
  vp_firmware_objects(${name} ${ARG_PART} "${flags};${ARG_OPTIONS}" ${ARG_SOURCES})
  set(archives "")
  set(libraries "")
  foreach(library ${ARG_LIBRARIES})
    vp_firmware_archive(${library} ${ARG_PART} ${ARG_XLEN})
    list(APPEND archives ${archive})
    list(APPEND libraries ${library}_${ARG_PART}_rv${ARG_XLEN})
  endforeach()
  set(elf ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${name}.elf)
  set(script ${CMAKE_BINARY_DIR}/node/${ARG_PART}/node.ld)
  add_custom_command(OUTPUT ${elf}
    COMMAND ${LANTERN_CROSS}gcc ${flags} -nostartfiles -Wl,--gc-sections -T ${script} ${objects} ${archives} -o ${elf}
    DEPENDS ${objects} ${archives} ${script} COMMENT "firmware ${name}.elf" VERBATIM)
  add_custom_target(${name}_elf ALL DEPENDS ${elf})
  add_dependencies(${name}_elf node_${ARG_PART} ${libraries})
endfunction()
set(LANTERN_CROSS riscv64-unknown-elf-)
