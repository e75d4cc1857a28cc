"""Start an installed ``yiju serve`` with a new library, ask it one question, stop it. Usage: started.py PATH_OF_YIJU"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
folder = tempfile.mkdtemp()
environment = os.environ | {"YIJU_SETTINGS": folder, "YIJU_LIBRARY": os.path.join(folder, "library")}
server = subprocess.Popen([sys.argv[1], "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
url = f"http://127.0.0.1:{port}/api/search?" + urllib.parse.urlencode({"q": "老旧小区改造"})
try:
    for _ in range(300):
        try:
            reply = json.load(urllib.request.urlopen(url, timeout=10))
            break
        except OSError:
            assert server.poll() is None, "the server has stopped"
            time.sleep(0.1)
    texts = [hit["text"] for hit in reply["hits"]]
    assert any("老旧小区改造47个" in text for text in texts), texts
    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read().decode()
    assert "老旧小区改造" in page
finally:
    server.terminate()
    server.wait(10)
