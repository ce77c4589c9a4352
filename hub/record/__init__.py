"""A pupil's own record of the world of work: pages whose scripts keep what is typed in the browser, and nowhere else.

There is no model and no address that receives anything. May import hub.core and curriculum.
"""
