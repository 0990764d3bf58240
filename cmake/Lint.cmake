# The target `lint`: clang-format-19 over every tracked source, clang-tidy-19 over every one of this build. It builds
# nothing but what moc makes, so `cmake --preset lint && cmake --build --preset lint` is all it takes.
function(escala_all_targets result folder)
    get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
    get_property(subfolders DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
    foreach(subfolder IN LISTS subfolders)
        escala_all_targets(below "${subfolder}")
        list(APPEND targets ${below})
    endforeach()
    set(${result} ${targets} PARENT_SCOPE)
endfunction()

escala_all_targets(targets "${PROJECT_SOURCE_DIR}")
set(generated)
foreach(target IN LISTS targets)
    get_target_property(automoc ${target} AUTOMOC)
    if(automoc)
        list(APPEND generated ${target}_autogen)
    endif()
endforeach()

add_custom_target(lint
    COMMAND "${PROJECT_SOURCE_DIR}/cmake/lint.sh" "${PROJECT_BINARY_DIR}"
    DEPENDS ${generated}
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "clang-format-19 and clang-tidy-19"
    USES_TERMINAL VERBATIM)
