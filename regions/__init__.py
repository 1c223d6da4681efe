"""Where people live in the Netherlands: places, municipalities and labour market regions, and finding them in text."""

from regions.places import Municipality, Place, Places, Region, load

__all__ = ["Municipality", "Place", "Places", "Region", "load"]
