# escala_room(<name> SOURCES … USES … [PUBLIC_USES …] [QT])
#
# Makes the library escala_<name> from one folder. USES is the whole list of what it may include: other rooms and
# libraries. Headers are reached as <room>/<header>.h through the target, so an include of a room that is not named does
# not compile: each room publishes its own folder through a private include tree of its own.
function(escala_room name)
    cmake_parse_arguments(ROOM "QT" "" "SOURCES;USES" ${ARGN})
    add_library(escala_${name} STATIC ${ROOM_SOURCES})
    set(tree "${CMAKE_BINARY_DIR}/rooms/${name}")
    file(MAKE_DIRECTORY "${tree}")
    file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${tree}/${name}" SYMBOLIC)
    target_include_directories(escala_${name} PUBLIC "${tree}")
    target_link_libraries(escala_${name} PUBLIC ${ROOM_USES} PRIVATE escala_options)
    if(ROOM_QT)
        set_target_properties(escala_${name} PROPERTIES AUTOMOC ON)
    endif()
endfunction()

# escala_test(<name> [LABELS …] USES … [SOURCES …]): one Qt Test program from <name>.cpp, run by ctest in a temporary
# directory of its own on the offscreen platform. With the label gui it runs a second time, as <name>.x11, in a real X
# window of an Xvfb of its own, where Xvfb is installed.
find_program(ESCALA_XVFB Xvfb)
function(escala_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "LABELS;USES;SOURCES;ENVIRONMENT" ${ARGN})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    set(environment "ESCALA_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan/suppressions")
    add_executable(${name} ${name}.cpp ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    # A false alarm of GCC 12 in QString's inlined destructor, only where tests are optimised.
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
    target_link_libraries(${name} PRIVATE ${TEST_USES} Qt6::Test escala_edge_options)
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
