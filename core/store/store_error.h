#pragma once

#include <string>

namespace escala::store {

/// Why the history could not be read or written.
struct StoreError {
    enum class Kind {
        Unreadable,    ///< The file or its folder can't be opened or written: permissions, a device that fails.
        Newer,         ///< Written by a later version of Escala; it was not touched.
        Corrupt,       ///< A run's part of the file can't be read. (A damaged file is set aside when it is opened.)
        Full,          ///< No space is left on the disk.
        NotFound,      ///< No run has this id.
        Ambiguous,     ///< Several runs' ids begin with this text.
        BadFile,       ///< A file to be imported is none, or is damaged.
        NotBelievable, ///< A run whose verdict is invalid can't be a baseline.
        Locked,        ///< Another program writes for too long.
    };
    Kind kind = Kind::Unreadable;
    std::string message; ///< For people, in the language of the program: cause and remedy.
};

}
