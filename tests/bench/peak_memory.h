// How much memory a process held at most. Linux.
#pragma once

#include <sys/types.h>

#include <fstream>
#include <string>

namespace steward::bench {

// Of /proc/PID/status, in MB; since the last forget().
class PeakMemory {
public:
    explicit PeakMemory(pid_t pid) : folder_("/proc/" + std::to_string(pid)) {}
    void forget() const { std::ofstream(folder_ + "/clear_refs") << 5; }
    double megabytes() const {
        std::ifstream status(folder_ + "/status");
        for (std::string word; status >> word;) {
            if (word != "VmHWM:") continue;
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
        return 0;
    }

private:
    std::string folder_;
};

}  // namespace steward::bench
