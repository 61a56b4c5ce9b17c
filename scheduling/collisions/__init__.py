from scheduling.collisions.packing import Packing, pack
__all__ = ["Packing", "pack"]
