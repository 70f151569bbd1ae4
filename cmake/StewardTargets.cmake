# How a room becomes a library and how a test is registered: said once.
#
#   steward_library(sdk_base SOURCES ids.cpp LINKS Boost::json)
#   steward_library(ui QT SOURCES theme.cpp LINKS steward::sdk_base Qt6::Widgets)
#   steward_program(stewardd SOURCES main.cpp LINKS steward::kernel)
#   steward_test(base_ids SOURCES ids_test.cpp LINKS steward::sdk_base LABELS unit)
#
# QT turns on moc and rcc and the Qt precompiled header. Headers are included by room:
# "base/ids.h" and "report/compiler.h" from sdk/, "kernel/http/router.h" from platform/, "ui/theme.h" from the root.

function(_steward_precompiled name header)
    add_library(${name} OBJECT "${CMAKE_SOURCE_DIR}/cmake/pch/empty.cpp")
    target_link_libraries(${name} PUBLIC steward_options Boost::headers Boost::json tl::expected ${ARGN})
    target_precompile_headers(${name} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/pch/${header}")
endfunction()

function(_steward_common target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "QT" "" "SOURCES;LINKS")
    target_include_directories(${target} PUBLIC
        "${CMAKE_SOURCE_DIR}/sdk" "${CMAKE_SOURCE_DIR}/platform" "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${target} PUBLIC Boost::headers Boost::json tl::expected ${arg_LINKS} PRIVATE steward_options)
    if(arg_QT)
        set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
        if(NOT TARGET steward_pch_qt)
            _steward_precompiled(steward_pch_qt qt.h Qt6::Widgets Qt6::Network)
        endif()
        target_link_libraries(${target} PUBLIC Qt6::Core Qt6::Gui Qt6::Widgets Qt6::Network)
        target_precompile_headers(${target} REUSE_FROM steward_pch_qt)
    else()
        if(NOT TARGET steward_pch_plain)
            _steward_precompiled(steward_pch_plain plain.h)
        endif()
        target_precompile_headers(${target} REUSE_FROM steward_pch_plain)
    endif()
endfunction()

function(steward_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "QT" "" "SOURCES;LINKS")
    add_library(steward_${name} STATIC ${arg_SOURCES})
    add_library(steward::${name} ALIAS steward_${name})
    _steward_common(steward_${name} ${ARGN})
endfunction()

function(steward_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "QT" "" "SOURCES;LINKS")
    add_executable(${name} ${arg_SOURCES})
    _steward_common(${name} ${ARGN})
endfunction()

# The thread sanitizer ends where the kernel spreads addresses wider than it knows, so its tests run without that.
set(STEWARD_TEST_LAUNCHER "")
if(STEWARD_SANITIZER STREQUAL "thread")
    find_program(STEWARD_SETARCH setarch)
    if(STEWARD_SETARCH)
        execute_process(COMMAND "${STEWARD_SETARCH}" -R true RESULT_VARIABLE refused OUTPUT_QUIET ERROR_QUIET)
        if(NOT refused)
            set(STEWARD_TEST_LAUNCHER "${STEWARD_SETARCH}" -R)
        endif()
    endif()
endif()

# A Qt Test program. LABELS: unit, model, view, integration, engine, security, fault. TIMEOUT in seconds, 60 unless told.
# ENGINES: it runs a second time on PostgreSQL, as NAME_postgres (tests/support/postgres_cluster.h).
# It runs offscreen, in a home of its own, and a program that runs no test function fails. A source NAME_test.cpp ends
# with #include "NAME_test.moc"; moc is run on it alone, which is quicker than AUTOMOC by a second or two a program.
function(steward_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "ENGINES" "TIMEOUT" "SOURCES;LINKS;LABELS")
    if(NOT arg_LABELS)
        message(FATAL_ERROR "steward_test(${name}) names no LABELS")
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    add_executable(test_${name} ${arg_SOURCES})
    _steward_common(test_${name} QT LINKS ${arg_LINKS} Qt6::Test)
    foreach(source IN LISTS arg_SOURCES)
        if(source MATCHES "^(.*_test)\\.cpp$")
            set(moc "${CMAKE_CURRENT_BINARY_DIR}/${CMAKE_MATCH_1}.moc")
            qt_generate_moc("${source}" "${moc}" TARGET test_${name})
            target_sources(test_${name} PRIVATE "${moc}")
        endif()
    endforeach()
    target_include_directories(test_${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
    set_target_properties(test_${name} PROPERTIES
        AUTOMOC OFF AUTORCC OFF
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests"
        CROSSCOMPILING_EMULATOR "${STEWARD_TEST_LAUNCHER}")
    _steward_add_test(${name} ${name} "${arg_LABELS}" ${arg_TIMEOUT} "")
    if(arg_ENGINES)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 3")
        _steward_add_test(${name} ${name}_postgres "${arg_LABELS};engine" ${arg_TIMEOUT} ";STEWARD_TEST_ENGINE=postgres")
    endif()
endfunction()

function(_steward_add_test program name labels timeout environment)
    add_test(NAME ${name} COMMAND test_${program})
    set(home "${CMAKE_BINARY_DIR}/tests/homes/${name}")
    file(MAKE_DIRECTORY "${home}/run")
    file(CHMOD "${home}/run" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    if(STEWARD_SANITIZER)
        math(EXPR timeout "${timeout} * 4")
    endif()
    set_tests_properties(${name} PROPERTIES
        LABELS "${labels}"
        TIMEOUT ${timeout}
        FAIL_REGULAR_EXPRESSION "Totals: 0 passed"
        ENVIRONMENT "HOME=${home};XDG_CONFIG_HOME=${home}/config;XDG_DATA_HOME=${home}/data;XDG_CACHE_HOME=${home}/cache;XDG_RUNTIME_DIR=${home}/run;QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;STEWARD_BIN=${CMAKE_BINARY_DIR}/bin;STEWARD_SOURCE=${CMAKE_SOURCE_DIR};TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp:history_size=7:die_after_fork=0;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/lsan.supp:print_suppressions=0;UBSAN_OPTIONS=print_stacktrace=1${environment}")
endfunction()
