package atelier.designs;

import atelier.testing.ReadinessContract;

class DesignsReadinessTest extends ReadinessContract {}
