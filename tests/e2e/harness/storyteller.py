"""A chat model for the tests: the real stories checkpoint with a chat template of ours, which takes
system prompts, tools and their results, and reads dates."""

import functools
import os
import shutil

from .jobs import STORIES
from .process import temporary_folder

TEMPLATE = """{{- bos_token -}}
{%- if tools %}You may use:
{%- for tool in tools %}
{{ tool.function | tojson }}
{%- endfor %}
{% endif %}
{%- for message in messages %}
    {%- if message.role not in ['system', 'user', 'assistant', 'tool'] %}
        {{- raise_exception('there is no role ' ~ message.role) }}
    {%- endif %}
    {%- if message.role == 'user' and not loop.first and messages[loop.index0 - 1].role == 'user' %}
        {{- raise_exception('two questions, one after the other') }}
    {%- endif %}
    {{- message.role | capitalize }}: {{ message.content or '' }}
    {%- for call in message.tool_calls or [] %}
<tool_call>
{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}
</tool_call>
    {%- endfor %}
{% endfor %}
{%- if add_generation_prompt %}Assistant: {% endif %}"""


@functools.cache
def storyteller():
    """The folder; made once for all tests."""
    folder = os.path.join(temporary_folder(), "storyteller")
    shutil.copytree(STORIES, folder)
    with open(os.path.join(folder, "chat_template.jinja"), "w", encoding="utf-8") as file:
        file.write(TEMPLATE)
    return folder
