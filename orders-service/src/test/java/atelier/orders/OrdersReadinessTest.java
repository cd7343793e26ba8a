package atelier.orders;

import atelier.testing.ReadinessContract;

class OrdersReadinessTest extends ReadinessContract {}
