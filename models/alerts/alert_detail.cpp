#include "models/alerts/alert_detail.h"
