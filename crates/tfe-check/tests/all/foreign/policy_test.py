import unittest


class TestPolicy(unittest.TestCase):
    def test_create(self):
        policy = {
            "path": {
                "app": {"capabilities": ["read"]},
            },
        }
        self.client.create(policy=policy)
