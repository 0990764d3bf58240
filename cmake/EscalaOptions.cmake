# One INTERFACE target carries language level, warnings, hardening and Qt strictness: no directory-scope settings.
add_library(escala_options INTERFACE)
target_compile_features(escala_options INTERFACE cxx_std_23)
target_compile_options(escala_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -Werror
    # False alarms through inlined library code in GCC 12 (GCC bugs 105651, 105562); and -O2 builds a good deal sooner
    # than CMake's -O3 for the same figures.
    "$<$<CONFIG:Release>:-O2;-Wno-null-dereference;-Wno-restrict>"
    -fstack-protector-strong)
target_compile_definitions(escala_options INTERFACE
    ESCALA_VERSION="${PROJECT_VERSION}"
    $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER)
# Says of every class with members from an unnamed namespace that it is in a header, for so it looks in a batch.
target_compile_options(escala_options INTERFACE $<$<AND:$<BOOL:${ESCALA_BATCHED}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>)
set_target_properties(escala_options PROPERTIES INTERFACE_POSITION_INDEPENDENT_CODE ON)

if(ESCALA_SANITIZE)
    target_compile_options(escala_options INTERFACE -fsanitize=${ESCALA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        # False alarms of GCC in instrumented code; the other presets have them.
        "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-null-dereference>")
    target_compile_definitions(escala_options INTERFACE _GLIBCXX_ASSERTIONS)
    target_link_options(escala_options INTERFACE -fsanitize=${ESCALA_SANITIZE})
endif()

# For the tests and the programs' command lines: instrumented where the core is, but not optimised then. It is the core
# whose speed its tests wait for, and the template-heavy rest takes half as long again or more to build at -O1.
add_library(escala_edge_options INTERFACE)
target_link_libraries(escala_edge_options INTERFACE escala_options)
# Some libraries ask for these; a precompiled header needs the same macros in all that share it.
target_compile_options(escala_edge_options INTERFACE -pthread -D_FILE_OFFSET_BITS=64)
if(ESCALA_SANITIZE)
    target_compile_options(escala_edge_options INTERFACE -O0)
endif()
if(ESCALA_SANITIZE STREQUAL "thread")
    target_sources(escala_edge_options INTERFACE "${PROJECT_SOURCE_DIR}/tests/tsan/clone.cpp")
endif()

# A quick linker keeps rebuilds quick; without it the default one does the same work slower.
find_program(ESCALA_MOLD mold)
if(ESCALA_MOLD)
    target_link_options(escala_options INTERFACE -fuse-ld=mold)
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
