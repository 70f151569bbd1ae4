// stewardd: configuration and wiring.
#include <cstdio>

int main() {
    std::puts("stewardd " STEWARD_VERSION);
    return 0;
}
