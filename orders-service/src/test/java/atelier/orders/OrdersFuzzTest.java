package atelier.orders;

import atelier.testing.fuzzing.FuzzContract;

class OrdersFuzzTest extends FuzzContract {}
