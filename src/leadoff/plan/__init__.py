"""The playbook: phases of activities for an answer, and what stays true of every plan."""
