# What `cmake --install` puts where: programs, desktop file, icon, metainfo, manual pages, licence.
include(GNUInstallDirs)

foreach(program escala escalactl escala-server)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    endif()
endforeach()

install(FILES docs/man/escalactl.1 docs/man/escala-server.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES LICENSE README.md CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
if(TARGET escala)
    install(FILES docs/man/escala.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
    install(FILES resources/org.escala.Escala.desktop DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES resources/org.escala.Escala.metainfo.xml DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES resources/icons/org.escala.Escala.svg
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
endif()
