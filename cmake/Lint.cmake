# The target `lint`: clang-format-19 over every tracked source, clang-tidy-19 over every one of this build. It builds
# nothing but what moc makes, so `cmake --preset lint && cmake --build --preset lint` is all it takes.
add_custom_target(lint
    COMMAND "${PROJECT_SOURCE_DIR}/cmake/lint.sh" "${PROJECT_BINARY_DIR}"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "clang-format-19 and clang-tidy-19"
    USES_TERMINAL VERBATIM)
file(GENERATE OUTPUT lint-moc CONTENT "$<TARGET_FILE:Qt6::moc>\n")
