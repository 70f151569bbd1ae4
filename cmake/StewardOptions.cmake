# Language, warnings and sanitizers, as INTERFACE targets that every library of ours links.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# A library compiles while those it links still do.
set(CMAKE_OPTIMIZE_DEPENDENCIES ON)
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF)

set(STEWARD_SANITIZER "" CACHE STRING "Sanitizers to build with: empty, address or thread")
option(STEWARD_COVERAGE "Count the lines that the tests run" OFF)
option(STEWARD_FUZZ "Build the fuzz targets, with Clang, and nothing else" OFF)

add_library(steward_options INTERFACE)
target_compile_options(steward_options INTERFACE
    # Programs too, so that they share the libraries' precompiled header.
    -fPIC
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror
    # GCC 12 reports these two inside inlined std::string and std::vector code that is correct.
    -Wno-restrict -Wno-stringop-overflow
    # With -O2 it also reports coroutine frames (freed by the matching operator), reads it cannot bound and the members
    # of a variant that is empty.
    $<$<CONFIG:Release>:-Wno-mismatched-new-delete> $<$<CONFIG:Release>:-Wno-array-bounds>
    $<$<CONFIG:Release>:-Wno-stringop-overread> $<$<CONFIG:Release>:-Wno-maybe-uninitialized>
    # Designated initialisers name what they set; the rest keeps its default.
    -Wno-missing-field-initializers)
target_compile_definitions(steward_options INTERFACE
    STEWARD_VERSION="${PROJECT_VERSION}"
    BOOST_ALLOW_DEPRECATED_HEADERS BOOST_ASIO_NO_DEPRECATED
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS
    $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(STEWARD_SANITIZER STREQUAL "address")
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
    # With a sanitizer GCC 12 sees uninitialised reads that no path makes.
    target_compile_options(steward_options INTERFACE -Wno-maybe-uninitialized)
elseif(STEWARD_SANITIZER STREQUAL "thread")
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
    target_compile_options(steward_options INTERFACE -Wno-maybe-uninitialized -Wno-tsan)
elseif(STEWARD_SANITIZER)
    message(FATAL_ERROR "STEWARD_SANITIZER is '${STEWARD_SANITIZER}'; it can be empty, address or thread")
endif()

if(STEWARD_COVERAGE)
    add_compile_options(--coverage -fprofile-update=atomic)
    add_link_options(--coverage)
endif()

if(STEWARD_FUZZ)
    # Clang does not know all of GCC's warnings, and this code is judged by GCC.
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
        -Wno-error -Wno-unknown-warning-option -Wno-deprecated-declarations)
    add_link_options(-fsanitize=address,undefined)
endif()

find_program(STEWARD_MOLD mold)
if(STEWARD_MOLD)
    # Segments on pages of their own: otherwise one that begins with a small .tbss may begin on the last bytes of a page
    # that is not there, and the loader refuses the program (seen with mold 1.10.1).
    add_link_options(-fuse-ld=mold -Wl,-z,separate-loadable-segments)
endif()

find_program(STEWARD_CCACHE ccache)
if(STEWARD_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 "${STEWARD_CCACHE}")
    add_compile_options(-fpch-preprocess)
endif()
