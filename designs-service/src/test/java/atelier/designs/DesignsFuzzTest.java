package atelier.designs;

import atelier.testing.fuzzing.FuzzContract;

class DesignsFuzzTest extends FuzzContract {}
