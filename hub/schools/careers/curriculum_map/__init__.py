"""A school's own curriculum map: what its programme gives each year, by the strands of each framework.

`activities` is what the map reads of a programme, `maps` places it, `views` draws it beside the table while somebody
edits. May import what hub.schools.careers may.
"""
