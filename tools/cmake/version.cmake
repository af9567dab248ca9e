# Writes OUT, a source file with Lantern's version, when it differs from what is there:
# cmake -DSOURCE=checkout -DOUT=version.cpp -DVERSION=0.1 -P version.cmake
set(state "no git: a copy of the sources")
if(EXISTS ${SOURCE}/.git)
  execute_process(COMMAND git -C ${SOURCE} describe --tags --always --dirty=,\ modified
    OUTPUT_VARIABLE state OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(failed)
    set(state "git does not say which commit")
  endif()
endif()
set(text "// The version, from git.\n#include \"platform/version.hpp\"\n
const char* lantern::version() { return \"${VERSION} (${state})\"; }\n")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(NOT text STREQUAL before)
  file(WRITE ${OUT} "${text}")
endif()
