# escala_room(<name> SOURCES … USES … [QT] [SINGLY])
#
# Makes the library escala_<name> from one folder. USES is the whole list of what it may include: other rooms and
# libraries. Headers are reached as <room>/<header>.h through the target, so an include of a room that is not named does
# not compile: each room publishes its own folder through a private include tree of its own.
#
# With ESCALA_BATCHED the sources are compiled twelve at a time, so what stands in their unnamed namespaces needs names
# that are the room's only ones. SINGLY keeps a room's sources apart: where many have a struct Words of their own, which
# is how lupdate learns their context.
function(escala_room name)
    cmake_parse_arguments(ROOM "QT;SINGLY" "" "SOURCES;USES" ${ARGN})
    add_library(escala_${name} STATIC ${ROOM_SOURCES})
    set(tree "${CMAKE_BINARY_DIR}/rooms/${name}")
    file(MAKE_DIRECTORY "${tree}")
    file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${tree}/${name}" SYMBOLIC)
    target_include_directories(escala_${name} PUBLIC "${tree}")
    target_link_libraries(escala_${name} PUBLIC ${ROOM_USES} PRIVATE escala_options)
    if(ESCALA_BATCHED AND NOT ROOM_SINGLY)
        set_target_properties(escala_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
    endif()
    if(ROOM_QT)
        set_target_properties(escala_${name} PROPERTIES AUTOMOC ON)
    endif()
endfunction()

# escala_test(<name> [READS_TREE] [LABELS …] USES … [SOURCES …]): one Qt Test program from <name>.cpp, run by ctest in a
# temporary directory of its own on the offscreen platform. With the label gui it runs a second time, as <name>.x11, in a
# real X window of an Xvfb of its own, where Xvfb is installed. With READS_TREE, ESCALA_TEST_FOLDER is the folder of its
# source, for files to read.
#
# Most of a test's build is Qt Test's header: it is compiled once, and once more for those that see widgets (qtest.h
# depends on it). moc is called for the one file that has a class for it, which is much quicker than AUTOMOC's scan.
find_program(ESCALA_XVFB Xvfb)
# Nothing in these starts a thread: ThreadSanitizer has nothing to say of a test that uses nothing else, unless the test
# starts some itself (label threads).
set(ESCALA_THREADLESS escala_analysis escala_histogram_tool escala_h2_peer escala_http escala_metrics escala_random
    escala_report escala_text OpenSSL::SSL)
function(escala_test name)
    cmake_parse_arguments(TEST "READS_TREE" "TIMEOUT" "LABELS;USES;SOURCES;ENVIRONMENT" ${ARGN})
    if(ESCALA_SANITIZE STREQUAL "thread" AND NOT "threads" IN_LIST TEST_LABELS)
        set(threaded ${TEST_USES})
        list(REMOVE_ITEM threaded ${ESCALA_THREADLESS})
        if(NOT threaded)
            return()
        endif()
    endif()
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
    add_custom_command(OUTPUT "${moc}" DEPENDS ${name}.cpp
        COMMAND Qt6::moc -o "${moc}" "${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp" VERBATIM)
    set(headers escala_test_headers)
    if("gui" IN_LIST TEST_LABELS OR "widgets" IN_LIST TEST_LABELS)
        set(headers escala_window_test_headers)
        list(APPEND TEST_USES Qt6::Widgets)
    endif()
    set(environment "ESCALA_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan/suppressions")
    add_executable(${name} ${name}.cpp ${TEST_SOURCES} "${moc}")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests" UNITY_BUILD OFF)
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
    if(TEST_READS_TREE)
        target_compile_definitions(${name} PRIVATE ESCALA_TEST_FOLDER="${CMAKE_CURRENT_SOURCE_DIR}")
    endif()
    target_precompile_headers(${name} REUSE_FROM ${headers})
    # False alarms of GCC 12 in inlined library code, only where tests are optimised.
    target_compile_options(${name} PRIVATE "$<$<CONFIG:Release>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-maybe-uninitialized>")
    target_link_libraries(${name} PRIVATE ${TEST_USES} ${ESCALA_TEST_LIBRARIES})
    add_test(NAME ${name} COMMAND "${PROJECT_SOURCE_DIR}/tests/in-temp-dir" $<TARGET_FILE:${name}>)
    set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${environment};${TEST_ENVIRONMENT}")
    if("gui" IN_LIST TEST_LABELS AND ESCALA_XVFB)
        add_test(NAME ${name}.x11 COMMAND "${PROJECT_SOURCE_DIR}/tests/with-x-server"
            "${PROJECT_SOURCE_DIR}/tests/in-temp-dir" $<TARGET_FILE:${name}>)
        set_tests_properties(${name}.x11 PROPERTIES LABELS "${TEST_LABELS};x11" TIMEOUT ${TEST_TIMEOUT}
            ENVIRONMENT "${environment};${TEST_ENVIRONMENT}")
    endif()
endfunction()
