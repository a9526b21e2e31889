"""Reported results: the words that say as of when a number or an outcome had been reached."""

import re

NOW = re.compile(r"截[至止](?:目前|当前|今)|目前|当前|眼下|现(?:已|有)|迄今|至今")
REACHED = re.compile(
    r"已|累计|了|完成|达到|达|实现|获|入选|入围|新增|增长|下降|提高|签约|签署|发放|建成|投入|举办|开通|落地|居|占|突破|超|拥有|开展|培育|为|共|率"
)
"""A number beside one of these in a passage that looks back is a result."""
